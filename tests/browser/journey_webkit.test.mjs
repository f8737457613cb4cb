// The main job in WebKitGTK, the engine of Safari.
import { mainJourney } from './journey.mjs';
import { WebKitPhone } from './webkit.mjs';

mainJourney(WebKitPhone, 'webkit');
