#pragma once
// A plain blocking TCP client: sends what it is told, reads one HTTP response at a time.

#include <algorithm>
#include <boost/asio.hpp>
#include <string>

namespace hub {

struct Answered {
    int status = 0;  // 0: the connection ended before a response
    std::string head, body;
    std::string header(std::string const& name) const {
        std::size_t const at = head.find("\r\n" + name + ": ");
        if (at == std::string::npos) return "";
        std::size_t const start = at + name.size() + 4;
        return head.substr(start, head.find("\r\n", start) - start);
    }
};

struct Client {
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket socket{io};
    std::string unread;

    explicit Client(std::uint16_t port) {
        socket.connect({boost::asio::ip::make_address("127.0.0.1"), port});
    }

    // False once the other side has gone.
    bool send(std::string const& text) {
        boost::system::error_code error;
        boost::asio::write(socket, boost::asio::buffer(text), error);
        return !error;
    }

    bool fill() {
        char bytes[4096];
        boost::system::error_code error;
        std::size_t const size = socket.read_some(boost::asio::buffer(bytes), error);
        unread.append(bytes, size);
        return !error;
    }

    Answered read(bool head_only = false) {
        Answered answer;
        std::size_t end = 0;
        while ((end = unread.find("\r\n\r\n")) == std::string::npos)
            if (!fill()) return answer;
        answer.head = unread.substr(0, end + 2);
        unread.erase(0, end + 4);
        answer.status = std::stoi(answer.head.substr(9, 3));
        std::string const length = answer.header("Content-Length");
        std::size_t const size = head_only || length.empty() ? 0 : std::stoul(length);
        while (unread.size() < size)
            if (!fill()) return answer;
        answer.body = unread.substr(0, size);
        unread.erase(0, size);
        return answer;
    }

    Answered ask(std::string const& text, bool head_only = false) {
        send(text);
        return read(head_only);
    }
    Answered get(std::string const& path, std::string const& headers = "") {
        return ask("GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
    }
    Answered post(std::string const& path, std::string const& body,
                  std::string const& headers = "") {
        return ask("POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers +
                   "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }

    bool closed() {
        while (fill()) continue;
        return true;
    }
};

}  // namespace hub
