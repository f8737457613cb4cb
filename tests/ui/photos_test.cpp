// Photos of a request, without a browser: what the program asks of the phone's photo store, and
// what it says while they are on their way.
#include "ui/photos.h"

#include <doctest/doctest.h>

#include "shared/records/kinds.h"
#include "tests/ui/phone_world.h"

using namespace hub;
using namespace hub::tests;

namespace {

std::string const kFull(64, 'a'), kSmall(64, 'b');
std::string const kTaken = R"({"photos":[{"full":{"name":")" + kFull +
                           R"(","size":90000},"small":{"name":")" + kSmall +
                           R"(","size":9000}}],"fault":"","detail":""})";

std::string held(std::string const& state) {
    auto const one = [&](std::string const& name, char const* size, char const* small) {
        return R"({"name":")" + name + R"(","size":)" + size + R"(,"state":")" + state +
               R"(","small":)" + small + R"(,"here":true,"reason":""})";
    };
    return R"({"photos":[)" + one(kFull, "90000", "false") + "," + one(kSmall, "9000", "true") +
           R"(],"sending":false,"refusal":"","fault":"","detail":""})";
}

struct Adviser {
    Village village;
    PhoneWorld phone{village, "Awa Diarra", "bamako", 1};

    Adviser() { phone.enrol(); }
    void tell(ui::Action const& action) {
        phone.app().dispatch(action, phone.now());
        phone.settle();
    }
    template <typename Asked>
    std::vector<Asked> asked() const {
        std::vector<Asked> all;
        for (ui::Effect const& effect : phone.unanswered)
            if (auto const* one = std::get_if<Asked>(&effect)) all.push_back(*one);
        return all;
    }
    void share(std::string const& text = "") {
        tell(ui::WasShared{.key = 7, .text = text, .photos = 1});
        tell(ui::OpenShared{});
    }
    void take_into_request() {
        share();
        phone.tap("Koumba Fruits");
        tell(ui::PhotosTaken{7, kTaken});
    }
    std::vector<Record const*> requests() const {
        return phone.state().phone.records().of_kind(kRequest);
    }
};

}  // namespace

TEST_CASE("ARequestIsMadeOnlyOfPhotosThatAreKept") {
    Adviser awa;
    awa.share("La chaîne");
    CHECK(awa.phone.shows("1 photo"));
    awa.phone.tap("Koumba Fruits");
    awa.phone.tap("Koumba Fruits");  // twice: it is under way
    CHECK(awa.phone.shows("Les photos sont réduites"));
    CHECK(awa.asked<ui::TakePhotos>().size() == 1);
    CHECK(awa.requests().empty());
    awa.tell(ui::PhotosTaken{7, kTaken});
    REQUIRE(awa.requests().size() == 1);
    Record const& request = *awa.requests()[0];
    CHECK(request.text("answers/titre") == "La chaîne");
    auto const photos = ui::photos_of(request);
    REQUIRE(photos.size() == 1);
    CHECK(name_of(photos[0].full) == kFull);
    CHECK(photos[0].full.size_bytes == 90000);
    REQUIRE(photos[0].small);
    CHECK(name_of(*photos[0].small) == kSmall);
    REQUIRE(awa.asked<ui::MarkPhotos>().size() == 1);
    CHECK(awa.asked<ui::MarkPhotos>()[0].names == std::vector{kFull, kSmall});
    REQUIRE(awa.asked<ui::KeepShared>().size() == 1);
    CHECK(awa.asked<ui::KeepShared>()[0].text.empty());
}

TEST_CASE("WhileTheRequestCannotBeSavedTheShareStays") {
    Adviser awa;
    awa.phone.storage_full = true;
    awa.take_into_request();
    CHECK(awa.asked<ui::MarkPhotos>().empty());
    CHECK(awa.asked<ui::KeepShared>().empty());
    awa.phone.storage_full = false;
    awa.tell(ui::RetrySaving{});
    CHECK(awa.asked<ui::MarkPhotos>().size() == 1);
    CHECK(awa.asked<ui::KeepShared>().size() == 1);
}

TEST_CASE("WhatCannotBeKeptIsSaidAndMayBeTriedAgain") {
    Adviser awa;
    awa.share();
    awa.phone.tap("Koumba Fruits");
    awa.tell(ui::PhotosTaken{7, R"({"photos":[],"fault":"storage-full","detail":""})"});
    CHECK(awa.phone.shows("la mémoire est pleine"));
    CHECK(awa.requests().empty());
    awa.phone.tap("Koumba Fruits");
    CHECK(awa.asked<ui::TakePhotos>().size() == 2);
    awa.tell(ui::PhotosTaken{7, kTaken});
    CHECK(awa.requests().size() == 1);
}

TEST_CASE("ATextIsNotKeptWaitingByWhatIsNoPicture") {
    Adviser awa;
    awa.share("Cherche un séchoir");
    awa.phone.tap("Koumba Fruits");
    awa.tell(ui::PhotosTaken{7, R"({"photos":[],"unreadable":2,"fault":"","detail":""})"});
    REQUIRE(awa.requests().size() == 1);
    CHECK(awa.requests()[0]->text("answers/titre") == "Cherche un séchoir");
    CHECK(awa.phone.shows("2 fichiers partagés ne sont pas des photos"));
    awa.phone.tap("Retour");
    CHECK_FALSE(awa.phone.shows("2 fichiers partagés"));
}

TEST_CASE("WhatIsNotWantedIsDroppedThoughItIsJustBeingTaken") {
    Adviser awa;
    awa.share();
    awa.phone.tap("Koumba Fruits");
    awa.phone.tap("Ne pas garder ce partage");
    CHECK(awa.asked<ui::ForgetPhotos>().size() == 1);
    awa.tell(ui::PhotosTaken{7, kTaken});  // too late
    CHECK(awa.asked<ui::ForgetPhotos>().size() == 2);
    CHECK(awa.requests().empty());
}

TEST_CASE("WhatFailedOrIsNotKnownIsNotCalledSent") {
    Adviser awa;
    for (std::string const state : {"refused", "lost"}) {
        awa.tell(ui::PhotosHeld{held(state)});
        CHECK(awa.phone.shows("1 photo n'est pas partie"));
        CHECK_FALSE(awa.phone.shows("Tout est envoyé"));
    }
    awa.tell(ui::PhotosHeld{R"({"photos":[],"fault":"storage-silent","detail":"x"})"});
    CHECK_FALSE(awa.phone.shows("Tout est envoyé"));
    auto const asked = awa.asked<ui::ReadPhotos>().size();
    awa.tell(ui::SyncNow{});
    CHECK(awa.asked<ui::ReadPhotos>().size() == asked + 1);
    awa.tell(ui::PhotosHeld{R"({"photos":[]})"});
    CHECK(awa.phone.shows("Tout est envoyé"));
}

TEST_CASE("NobodySaysThatAllIsSentWhilePhotosWait") {
    Adviser awa;
    awa.take_into_request();
    awa.tell(ui::PhotosHeld{held("waiting")});
    CHECK(awa.phone.shows("1 photo à envoyer (99"));
    CHECK_FALSE(awa.phone.shows("Tout est envoyé"));
    awa.tell(ui::PhotosHeld{held("sent")});
    CHECK(awa.phone.shows("Tout est envoyé"));
}

TEST_CASE("TextGoesBeforePhotosAndACutLineIsAskedAgain") {
    Adviser awa;
    awa.phone.online = false;
    awa.tell(ui::WentOffline{});
    awa.take_into_request();
    awa.tell(ui::PhotosHeld{held("waiting")});
    CHECK(awa.asked<ui::SendPhotos>().empty());
    awa.phone.come_online();
    CHECK(awa.phone.state().phone.outbox().empty());
    CHECK(awa.asked<ui::SendPhotos>().size() == 1);
    awa.tell(ui::PhotosHeld{held("waiting")});  // the line was cut
    CHECK(awa.asked<ui::SendPhotos>().size() == 1);
    awa.tell(ui::SyncNow{});
    CHECK(awa.asked<ui::SendPhotos>().size() == 2);
}

TEST_CASE("PhotosThatASavedRequestNamesAreSentThoughThePageDiedBeforeTheirMark") {
    Adviser awa;
    awa.take_into_request();
    awa.phone.unanswered.clear();
    awa.phone.restart();
    CHECK(awa.asked<ui::MarkPhotos>().empty());
    awa.tell(ui::PhotosHeld{held("new")});
    REQUIRE(awa.asked<ui::MarkPhotos>().size() == 1);
    CHECK(awa.asked<ui::MarkPhotos>()[0].names == std::vector{kFull, kSmall});
}

TEST_CASE("APhotoThatIsNowhereIsSaid") {
    Adviser awa;
    awa.take_into_request();
    awa.phone.tap("Retour");
    REQUIRE(awa.asked<ui::FetchPhotos>().size() >= 1);
    CHECK(awa.asked<ui::FetchPhotos>()[0].names == std::vector{kSmall});
    awa.phone.tap("Photo 1");
    awa.tell(ui::PhotoAbsent{kFull, 404});
    CHECK(awa.phone.shows("Ni sur ce téléphone"));
    awa.tell(ui::PhotosHeld{held("sent")});
    CHECK(awa.phone.node(ui::Role::Image, "Photo 1 · Demande · Koumba Fruits"));
}

TEST_CASE("WhatTheStoreSaysIsReadWhateverItIs") {
    for (std::string const text :
         {"", "nothing", "[]", R"({"photos":7})", R"({"photos":[1,{"name":"zz"},null]})",
          R"({"photos":[{"full":{"name":"aa"}}]})", R"({"sending":"yes","photos":{}})"}) {
        ui::Photos photos;
        ui::read_held(text, photos);
        CHECK(photos.held.empty());
        CHECK_FALSE(photos.sending);
        auto const taken = ui::read_taken(text);
        CHECK((!taken.ok() || taken.value().photos.empty()));
    }
    CHECK_FALSE(blob_named(std::string(64, 'g'), 1).ok());
    CHECK_FALSE(blob_named(kFull + "a", 1).ok());
    CHECK(name_of(blob_named(kFull, 1).value()) == kFull);
}
