// The main job in Debian's Firefox ESR.
import { FirefoxPhone } from './firefox.mjs';
import { mainJourney } from './journey.mjs';

mainJourney(FirefoxPhone, 'firefox');
