// hub-iit-server: serves the phone app and sync, and keeps the network's people and data.

#include <cstdio>
#include <sys/stat.h>

#include "server/commands/commands.h"

int main(int argc, char** argv) {
    umask(0077);  // the data folder is nobody else's business
    CLI::App program("Server of the HUB-IIT field notebook", "hub-iit-server");
    program.set_version_flag("--version", "hub-iit-server " HUB_VERSION);
    program.require_subcommand(1);
    hub::Failure failure;
    hub::add_serve(program, failure);
    hub::add_person(program, failure);
    hub::add_enrol(program, failure);
    hub::add_export(program, failure);
    CLI11_PARSE(program, argc, argv);
    if (!failure) return 0;
    std::fprintf(stderr, "hub-iit-server: %s (%s)\n", failure->sentence.c_str(),
                 failure->code.c_str());
    return 1;
}
