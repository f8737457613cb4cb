#pragma once
// A seeded site on a real SQLite file, and phones (the real shared half) that speak HTTP's form to
// it without sockets.

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "server/http/deflate.h"
#include "server/people/secrets.h"
#include "server/routes/site.h"
#include "server/seed.h"
#include "shared/records/kinds.h"
#include "shared/sync/phone_side.h"

namespace hub {

inline std::string const kToken(43, 'A');  // 32 zero bytes as base64url

// A different one per number: the characters before the last carry whole sextets.
inline std::string token_of(int number) {
    std::string token = kToken;
    for (int i = 0; i < 5; ++i) token[static_cast<std::size_t>(i)] += (number >> (4 * i)) & 15;
    return token;
}

inline std::string header_of(Response const& response, std::string const& name) {
    for (auto const& [known, value] : response.headers)
        if (known == name) return value;
    return "";
}

struct SiteFixture {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("hub-site-" + std::to_string(getpid()));
    SqliteStore store = open();
    Millis now = 1'790'000'000'000;
    Blobs blobs = Blobs::open(folder.string() + "/blobs").take();
    Site site{store, blobs, [this] { return now; }};

    SqliteStore open() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        return SqliteStore::open(folder / "store.sqlite", random_id()).take();
    }
    SiteFixture() { REQUIRE(seed(store, Demo::Yes).ok()); }
    ~SiteFixture() { std::filesystem::remove_all(folder); }

    std::string code_for(std::string const& name) {
        People people(store);
        auto const person = people.find(name);
        REQUIRE(person.ok());
        return people.new_code(person.value().id, now).take();
    }

    Response get(std::string path, std::map<std::string, std::string> headers = {}) {
        return answer(site, {"GET", std::move(path), std::move(headers), {}, "127.0.0.1"});
    }
    Response post(std::string path, std::string const& body,
                  std::map<std::string, std::string> headers = {}) {
        return answer(site, {"POST", std::move(path), std::move(headers),
                             Bytes(body.begin(), body.end()), "127.0.0.1"});
    }
    Response enrol_with(std::string const& code, std::string const& token = kToken) {
        return post("/v1/enrol", nlohmann::json{{"code", code}, {"token", token}}.dump());
    }

    std::string error_of(Response const& response) {
        auto const json = nlohmann::json::parse(response.body, nullptr, false);
        REQUIRE(json.is_object());
        CHECK(json.size() == 2);
        CHECK_FALSE(json["sentence"].get<std::string>().empty());
        return json["error"].get<std::string>();
    }

    std::int64_t count(char const* sql) {
        auto statement = store.database().prepare(sql).take();
        REQUIRE(statement.step().value());
        return statement.integer(0);
    }
    // Everything that a request could have changed.
    std::string content() {
        std::string text;
        for (char const* const sql :
             {"SELECT count(*) FROM edit", "SELECT count(*) FROM field",
              "SELECT sum(last_seq) FROM feed", "SELECT count(*) FROM device",
              "SELECT count(*) FROM enrolment WHERE used_ms IS NOT NULL"})
            text += std::to_string(count(sql)) + " ";
        return text;
    }
};

struct PhoneOnSite {
    SiteFixture& fixture;
    Phone phone;

    PhoneOnSite(SiteFixture& fixture, std::string const& name, std::string const& token = kToken)
        : fixture(fixture) {
        Response const response = fixture.enrol_with(fixture.code_for(name), token);
        REQUIRE(response.status == 200);
        auto const json = nlohmann::json::parse(response.body);
        phone.enrol({id_from_hex(json["person"].get<std::string>()).value(), json["name"],
                     json["role"], json["hub"], token},
                    random_id());
    }

    std::map<std::string, std::string> headers(std::string const& encoding = "deflate") const {
        return {{"authorization", "Bearer " + phone.identity().token},
                {"content-encoding", encoding},
                {"accept-encoding", "gzip, deflate, br"}};
    }

    Response send(Bytes const& body) {
        Bytes const packed = deflate(body);
        return fixture.post("/v1/sync", std::string(packed.begin(), packed.end()), headers());
    }

    void sync() {
        do {
            Bytes const body = phone.request(fixture.now, 64 * 1024);
            Response const response = send(body);
            REQUIRE(response.status == 200);
            Bytes said(response.body.begin(), response.body.end());
            if (header_of(response, "Content-Encoding") == "deflate")
                said = inflate(said, kMaxSyncBody).take();
            auto const row = phone.accept(said, body, fixture.now);
            REQUIRE(row.ok());
            REQUIRE(phone.take_answer(row.value(), random_id()).ok());
        } while (phone.more_to_pull());
    }

    void answer_visit(std::string const& visit, Value const& value) {
        JournalRow const row = phone.edit(id_from_name(visit), kVisit, phone.identity().hub,
                                          {{"answers/x", value}}, fixture.now);
        phone.mark_durable(row);
    }
};

}  // namespace hub
