#pragma once
// The built program itself, as an administrator starts, stops and kills it.

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace hub {

struct TemporaryFolder {
    std::filesystem::path path;
    TemporaryFolder() {
        static int number = 0;
        path = std::filesystem::temp_directory_path() /
               ("hub-program-" + std::to_string(getpid()) + "-" + std::to_string(++number));
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }
    std::string operator/(char const* name) const { return path / name; }
};

// Starts the program with its output in a file. `as_nobody` gives root's rights up first.
class Program {
public:
    explicit Program(std::vector<std::string> arguments, bool as_nobody = false)
        : output_(folder_ / "output") {
        arguments.insert(arguments.begin(), HUB_SERVER_PROGRAM);
        std::vector<char*> raw;
        for (std::string& argument : arguments) raw.push_back(argument.data());
        raw.push_back(nullptr);
        int const file = open(output_.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
        // Opened with our own rights: nobody may not enter the folder of a repository of root's.
        int const program = open(raw[0], O_RDONLY | O_CLOEXEC);
        process_ = fork();
        if (process_ != 0) {
            close(program);
            close(file);
            return;
        }
        bool const ready = dup2(file, 1) == 1 && dup2(file, 2) == 2;
        rlimit const few{7000, 7000};  // on every machine: enough for the default, not for more
        if (as_nobody) setrlimit(RLIMIT_NOFILE, &few);
        if (!ready || (as_nobody && geteuid() == 0 && setuid(65534) != 0)) _exit(126);
        fexecve(program, raw.data(), environ);
        _exit(127);
    }
    ~Program() {
        if (process_ > 0) kill_now();
    }

    std::string output() const {
        std::ifstream file(output_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    // The port once it listens; 0 when it ended instead.
    std::uint16_t port() {
        for (int i = 0; i < 1500; ++i) {
            std::string const text = output();
            std::size_t const at = text.find("listening on http://127.0.0.1:");
            if (at != std::string::npos && text.find('\n', at) != std::string::npos)
                return static_cast<std::uint16_t>(std::atoi(text.c_str() + at + 30));
            if (ended()) return 0;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return 0;
    }

    void signal(int number) const { kill(process_, number); }
    void kill_now() {
        signal(SIGKILL);
        exit_code();
    }
    // Waits for its end; 128 + signal when it was killed.
    int exit_code() {
        int status = 0;
        if (!ended_) waitpid(process_, &status, 0);
        if (!ended_) code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        ended_ = true;
        process_ = -1;
        return code_;
    }

private:
    bool ended() {
        int status = 0;
        if (ended_) return true;
        if (waitpid(process_, &status, WNOHANG) == 0) return false;
        code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        process_ = -1;
        return ended_ = true;
    }

    TemporaryFolder folder_;
    std::string output_;
    pid_t process_ = -1;
    int code_ = -1;
    bool ended_ = false;
};

struct Ran {
    int exit_code;
    std::string output;
};
inline Ran run_program(std::vector<std::string> arguments, bool as_nobody = false) {
    Program program(std::move(arguments), as_nobody);
    int const code = program.exit_code();
    return {code, program.output()};
}

}  // namespace hub
