#include <csignal>
#include <malloc.h>
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

// Files that are not connections: the store's, the log's, the event loop's.
constexpr std::size_t kOtherFiles = 64;

Result<void> serve(ServeOptions const& options) {
    std::signal(SIGPIPE, SIG_IGN);  // whoever reads the log may go; the phones stay
    spdlog::flush_on(spdlog::level::info);
    // Bodies go back to the system when they are done: an evening's rush must not stay in memory.
    mallopt(M_MMAP_THRESHOLD, 16 * 1024);
    TRY_VOID(allow_open_files(options.listen.limits.connections + kOtherFiles));
    TRY(SqliteStore store, open_store(options.data, IfMissing::Create));
    TRY_VOID(seed(store, options.demo ? Demo::Yes : Demo::No));
    TRY(Blobs blobs, Blobs::open(options.data + "/blobs"));
    Site site{store, blobs, system_ms};
    // Path, never query, header or body: a log holds no code and no token.
    auto const respond = [&](Request const& request) {
        Response response = answer(site, request);
        spdlog::info("{} {} {} {}", request.address, request.method.substr(0, 20),
                     request.path.substr(0, 100), response.status);
        return response;
    };
    TRY(Listener listener, Listener::create(options.listen, respond));
    spdlog::info("listening on http://{}:{}", options.listen.address, listener.port());
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
    command->add_flag("--behind-proxy", options->listen.behind_proxy,
                      "Tell callers apart by the X-Forwarded-For that a proxy adds");
    command
        ->add_option("--connections", options->listen.limits.connections,
                     "Most connections at a time")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    command->add_flag("--demo", options->demo,
                      "Fill an empty store with invented companies and people");
    command->callback([options, &failure] { failure = failure_of(serve(*options)); });
}

}  // namespace hub
