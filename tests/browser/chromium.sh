#!/bin/sh
# Debian's Chromium. With SIGXFSZ ignored a test can make every write fail by a file size limit
# (prlimit), as on a full disk, without the signal that would end the browser.
trap '' XFSZ
exec /usr/bin/chromium "$@"
