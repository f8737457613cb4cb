#include <algorithm>
#include <sys/resource.h>

#include "server/commands/commands.h"

namespace hub {

Result<void> allow_open_files(std::size_t wanted) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= wanted) return {};
    rlimit raised{wanted, std::max<rlim_t>(limit.rlim_max, wanted)};
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) return {};
    return Error{"too-few-files",
                 "Le système ne permet que " + std::to_string(limit.rlim_max) +
                     " fichiers ouverts et le serveur en demande " + std::to_string(wanted) +
                     ". Relevez la limite (« ulimit -n », LimitNOFILE de systemd) ou acceptez "
                     "moins de téléphones à la fois avec --connections."};
}

}  // namespace hub
