#include <spdlog/spdlog.h>

#include "server/commands/commands.h"
#include "server/http/listener.h"
#include "server/routes/site.h"
#include "server/seed.h"

namespace hub {

namespace {

struct ServeOptions {
    std::string data;
    ListenerOptions listen;
    bool demo = false;
};

Result<void> serve(ServeOptions const& options) {
    TRY(SqliteStore store, open_store(options.data));
    TRY_VOID(seed(store, options.demo ? Demo::Yes : Demo::No));
    Site site{store, system_ms};
    auto const respond = [&](Request const& request) {
        Response response = answer(site, request);
        spdlog::info("{} {} {} {}", request.address, request.method, request.path, response.status);
        return response;
    };
    TRY(Listener listener, Listener::create(options.listen, respond));
    spdlog::info("listening on http://{}:{}", options.listen.address, listener.port());
    spdlog::default_logger()->flush();
    listener.run();
    spdlog::info("stopped");
    return {};
}

}  // namespace

void add_serve(CLI::App& program, Failure& failure) {
    auto* const command = program.add_subcommand("serve", "Serve the phone app and sync");
    auto const options = std::make_shared<ServeOptions>();
    add_data_option(*command, options->data);
    command->add_option("--address", options->listen.address, "Address to listen on")
        ->capture_default_str();
    command->add_option("--port", options->listen.port, "Port; 0 for any free one")
        ->capture_default_str();
    command->add_flag("--demo", options->demo,
                      "Fill an empty store with invented companies and people");
    command->callback([options, &failure] { failure = failure_of(serve(*options)); });
}

}  // namespace hub
