#include <doctest/doctest.h>
#include <malloc.h>

#include "tests/ui/phone_world.h"

// Debian's GCC 12 has the function, but not its header.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();

using namespace hub;
using namespace hub::tests;
using ui::Role;

namespace {

std::size_t bytes_in_use() {
#if defined(__SANITIZE_ADDRESS__)
    return __sanitizer_get_current_allocated_bytes();
#else
    return mallinfo2().uordblks;
#endif
}

constexpr int kScreens = 14;

// So many screens, one after the other.
void look_round(PhoneWorld& awa) {
    awa.tap("Entreprises");
    awa.type("Chercher une entreprise", "koumba");
    awa.tap("Koumba Fruits");
    awa.tap("Nouvelle visite");
    for (int i = 0; i < 3; ++i) awa.tap("Retour");
    awa.tap("Demandes");
    awa.tap("Solutions");
    awa.type("Chercher une solution", "sechoir");
    awa.tap("Séchoir solaire tente");
    awa.tap("Retour");
    awa.type("Chercher une solution", "");
    awa.tap("Plus");
    awa.tap("État");
    awa.tap("Retour");
    awa.tap("Aujourd'hui");
    awa.unanswered = {};  // the test's own notes, not the phone's
}

}  // namespace

TEST_CASE("AThousandScreensLeaveNothingBehind") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    awa.online = false;
    for (int seen = 0; seen < 200; seen += kScreens) look_round(awa);
    std::size_t const before = bytes_in_use();
    for (int seen = 200; seen < 1000; seen += kScreens) look_round(awa);
    // Some buffers keep the size of the largest screen so far.
    CHECK(bytes_in_use() < before + 4096);
}

TEST_CASE("OldSizesOfTheTextAreDroppedFromTheAtlas") {
    Village village;
    PhoneWorld awa(village, "Awa Diarra", "bamako", 1);
    awa.enrol();
    int largest = 0;
    for (int round = 0; round < 3; ++round)
        for (float scale = 0.85f; scale < 2.001f; scale += 0.05f) {
            awa.display.text_scale = scale;
            awa.app().redraw();
            awa.settle();
            look_round(awa);
            ImTextureData const& atlas = *ImGui::GetIO().Fonts->TexData;
            largest = std::max(largest, atlas.Width * atlas.Height);
            CHECK(ImGui::GetPlatformIO().Textures.Size <= 2);
        }
    CHECK(largest <= 1024 * 1024);
}
