// The browser of webkit.mjs, run by gjs: one WebKitGTK view that WebKitWebDriver may drive, with a
// profile that stays. MiniBrowser forgets everything when it is driven, so it cannot show what a
// phone has after a restart.
//     gjs -m webkit_browser.mjs PROFILE WIDTH HEIGHT
import Gtk from 'gi://Gtk?version=3.0';
import WebKit from 'gi://WebKit2?version=4.1';
import System from 'system';

const [profile, width, height] = System.programArgs;

Gtk.init(null);
const context = new WebKit.WebContext({
  website_data_manager: new WebKit.WebsiteDataManager({
    base_data_directory: `${profile}/data`, base_cache_directory: `${profile}/cache`,
  }),
});
context.set_preferred_languages(['fr-FR']);
context.set_automation_allowed(true);

function view() {
  const shown = new WebKit.WebView({
    web_context: context, is_controlled_by_automation: true,
    settings: new WebKit.Settings({ enable_write_console_messages_to_stdout: true }),
  });
  const window = new Gtk.Window({ decorated: false });
  window.set_default_size(Number(width), Number(height));
  window.add(shown);
  window.connect('map-event', () => window.present());  // no window manager gives it the focus
  window.show_all();
  return shown;
}

context.connect('automation-started', (_, session) => {
  session.connect('create-web-view', view);
});
Gtk.main();
