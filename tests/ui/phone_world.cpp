#include "tests/ui/phone_world.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "shared/content/seed.h"
#include "shared/records/kinds.h"
#include "tests/content.h"
#include "ui/bidi.h"
#include "ui/languages/reorder.h"
#include "ui/look.h"

namespace hub::tests {

namespace {

Bytes file_bytes(std::string const& path) {
    std::ifstream in(std::string(HUB_SOURCE_DIR) + "/" + path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(in), {});
}

// Stays: Dear ImGui reads fonts for as long as it lives.
Bytes const& asset(std::string const& name) {
    static std::map<std::string, Bytes> read;
    Bytes& bytes = read[name];
    if (bytes.empty()) bytes = file_bytes("build/assets/" + name);
    return bytes;
}

// The null renderer: textures are "uploaded" at once, and dropped when they are not used any more.
void accept_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        bool const dropped = texture->Status == ImTextureStatus_WantDestroy;
        texture->SetTexID(dropped ? ImTextureID_Invalid : ImTextureID{1});
        texture->SetStatus(dropped ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
}

}  // namespace

Village::Village() : store(id_from_name("village")) {
    std::vector<SeedRecord> records;
    auto const add = [&](std::vector<SeedRecord> more) {
        records.insert(records.end(), more.begin(), more.end());
    };
    std::string const demo = starter_content("demo-network.json");
    records.push_back(form_record(starter_content("premiere-visite.json")).take());
    records.push_back(form_record(starter_content("demande-appui.json")).take());
    add(solution_records(starter_content("solutions.json")).take());
    add(hub_records(demo).take());
    add(enterprise_records(demo).take());
    REQUIRE(store.begin().ok());
    for (SeedRecord const& record : records)
        for (auto const& [path, value] : record.fields) {
            FieldRow row{record.id, record.kind, record.feed, path, {.value = value}};
            row.state.seq = store.take_seqs(record.feed, 1).take();
            REQUIRE(store.put(row).ok());
        }
    REQUIRE(store.commit().ok());
}

Bytes Village::answer(Caller const& caller, ByteView body, Millis now_ms) {
    auto const request = read_request(body);
    REQUIRE(request.ok());
    auto const answer = serve_sync(store, caller, request.value(), hash64(body), now_ms);
    REQUIRE(answer.ok());
    return write_answer(answer.value());
}

PhoneWorld::PhoneWorld(Village& village, std::string person, std::string hub, std::uint8_t seed)
    : village_(village),
      caller_{id_from_name("person/" + person), "adviser", {"network", hub}},
      name_(std::move(person)),
      hub_(std::move(hub)),
      random_(seed) {
    start();
}

PhoneWorld::~PhoneWorld() {
    app_.reset();
    ImGui::DestroyContext(imgui_);
}

void PhoneWorld::start() {
    imgui_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(imgui_);
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    ui::setup_look({.text = asset("text-Regular.ttf"),
                    .bold = asset("text-Bold.ttf"),
                    .icons = asset("icons.ttf")});
    has_letters_ = false;
    ui::setup_bidi(nullptr);
    app_ = std::make_unique<ui::App>([this] { return random_id(); });
    app_->dispatch(ui::PhotosHeld{R"({"photos":[]})"}, now());
    app_->dispatch(ui::CacheRead{cache}, now());
    settle();
}

// As wasm/js/languages.js: the files of the language, and for Arabic letters and FriBidi.
void PhoneWorld::load_language(std::string const& code) {
    if (code != "fr" && !online) return app_->dispatch(ui::LanguageMissing{}, now());
    if (code == "ar" && !std::exchange(has_letters_, true)) {
        ui::add_letters(ui::Weight::Regular, asset("arabic-Regular.ttf"));
        ui::add_letters(ui::Weight::Bold, asset("arabic-Bold.ttf"));
        ui::setup_bidi(ui::reorder);
    }
    Bytes const file = code == "fr" ? Bytes{} : asset(code + ".lang");
    app_->dispatch(ui::LanguageLoaded{std::string(file.begin(), file.end())}, now());
}

void PhoneWorld::mirror() {
    Bytes const& english = asset("en.lang");
    std::string file(english.begin(), english.end());
    file.replace(file.find("\nen\n"), 4, "\nfr\n");
    file.replace(file.find("\nltr\n"), 5, "\nrtl\n");
    app_->dispatch(ui::LanguageLoaded{file}, now());
    settle();
}

void PhoneWorld::restart() {
    app_.reset();
    ImGui::DestroyContext(imgui_);
    start();
}

Id PhoneWorld::random_id() { return id_from_name(name_ + std::to_string(++random_)); }

void PhoneWorld::enrol() {
    app_->dispatch(ui::EnrolWithCode{"CODE"}, now());
    settle();
}

void PhoneWorld::come_online() {
    online = true;
    app_->dispatch(ui::WentOnline{}, now());
    settle();
}

void PhoneWorld::start_visit() {
    tap("Entreprises");
    tap("Koumba Fruits");
    tap("Nouvelle visite");
}

void PhoneWorld::open_visit() {
    tap("Entreprises");
    tap("Koumba Fruits");
    tap("Visite · Koumba Fruits");
}

void PhoneWorld::go_home() {
    while (node(ui::Role::Button, "Retour")) tap("Retour");
    tap("Aujourd'hui");
}

void PhoneWorld::settle() {
    ImGui::SetCurrentContext(imgui_);
    for (int turn = 0; turn < 50; ++turn) {
        std::vector<ui::Effect> const effects = app_->take_effects();
        for (ui::Effect const& effect : effects) carry_out(effect);
        bool const asked = app_->wants_frame();
        if (!asked && effects.empty()) return;
        if (asked) draw_once();
    }
    FAIL("the app never comes to rest");
}

void PhoneWorld::draw_once() {
    ++frames_asked;
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {display.width, display.height};
    io.DeltaTime = 0.016f;
    ImGui::NewFrame();
    app_->frame(display, now());
    ImGui::Render();
    accept_textures();
    // The mirror knows nodes by these: two of one would be one to who hears them.
    std::set<std::uint32_t> ids;
    for (ui::SemanticNode const& shown : app_->semantics().nodes)
        CHECK_MESSAGE(ids.insert(shown.id).second, shown.label << " is there twice:\n" << dump());
}

void PhoneWorld::write(ui::AppendToJournal const& append) {
    if (storage_full) {
        app_->dispatch(ui::RowRefused{append.ticket, "storage-full", ""}, now());
        return;
    }
    journal.push_back(append.row);
    app_->dispatch(ui::RowSaved{append.ticket, journal.size()}, now());
}

void PhoneWorld::catch_up() {
    storage_slow = false;
    for (ui::AppendToJournal const& append : std::exchange(held_, {})) write(append);
    if (held_shelf_) app_->dispatch(*std::exchange(held_shelf_, std::nullopt), now());
    settle();
}

void PhoneWorld::arrive() {
    line_slow = false;
    for (ui::Effect const& effect : std::exchange(on_the_line_, {})) carry_out(effect);
    settle();
}

void PhoneWorld::carry_out(ui::Effect const& effect) {
    bool const by_line = std::holds_alternative<ui::LoadLanguage>(effect) ||
                         std::holds_alternative<ui::PostSync>(effect);
    if (by_line && line_slow) return on_the_line_.push_back(effect);
    if (auto const* load = std::get_if<ui::LoadLanguage>(&effect)) load_language(load->code);
    if (auto const* append = std::get_if<ui::AppendToJournal>(&effect)) {
        if (storage_slow) return held_.push_back(*append);
        write(*append);
    } else if (auto const* read = std::get_if<ui::ReadJournal>(&effect)) {
        ++journals_read;
        app_->dispatch(ui::JournalLoaded{rows_from(read->from_key)}, now());
    } else if (auto const* write = std::get_if<ui::WriteCache>(&effect)) {
        cache = write->file;
    } else if (auto const* write_shelf = std::get_if<ui::WriteShelf>(&effect)) {
        shelf = spare_shelf = write_shelf->file;
        ++shelves_written;
    } else if (auto const* read_shelf = std::get_if<ui::ReadShelf>(&effect)) {
        ui::ShelfRead const found{read_shelf->spare ? spare_shelf : shelf, read_shelf->spare};
        if (storage_slow) {
            held_shelf_ = found;
        } else {
            app_->dispatch(found, now());
        }
    } else if (std::holds_alternative<ui::ContinueReading>(effect)) {
        app_->dispatch(ui::ReadOn{}, now());
    } else if (auto const* keep = std::get_if<ui::KeepPreference>(&effect)) {
        preferences[keep->name] = keep->value;
        if (preferences.count("text-scale") > 0)
            display.text_scale = std::stof(preferences["text-scale"]);
        if (preferences["theme"] == "sun") display.theme = ui::Theme::Sun;
        app_->redraw();
    } else if (auto const* live = std::get_if<ui::AnnounceLive>(&effect)) {
        announced.push_back(live->text);
    } else if (std::holds_alternative<ui::Vibrate>(effect)) {
        ++vibrations;
    } else if (auto const* sync = std::get_if<ui::PostSync>(&effect)) {
        if (!online) return app_->dispatch(ui::SyncFailed{0, ""}, now());
        ++syncs;
        CHECK(sync->token.size() == 43);
        app_->dispatch(ui::SyncAnswered{village_.answer(caller_, sync->body, now_ms_)}, now());
    } else if (auto const* enrol = std::get_if<ui::PostEnrol>(&effect)) {
        if (!online) return app_->dispatch(ui::EnrolFailed{}, now());
        enrolments.push_back(*enrol);
        if (answers_lost) return;
        app_->dispatch(ui::Enrolled{R"({"person":")" + to_hex(caller_.person) + R"(","name":")" +
                                    name_ + R"(","role":"adviser","hub":")" + hub_ + R"("})"},
                       now());
    } else {
        unanswered.push_back(effect);
    }
}

std::vector<ui::LoadedRow> PhoneWorld::rows_from(std::uint64_t key) const {
    std::vector<ui::LoadedRow> rows;
    for (std::size_t i = 0; i < journal.size(); ++i)
        if (i + 1 >= key) rows.push_back({i + 1, journal[i]});
    return rows;
}

void PhoneWorld::pass(Millis ms) {
    now_ms_ += ms;
    app_->dispatch(ui::Tick{}, now());
    settle();
}

void PhoneWorld::tap(ui::Role role, std::string const& label) {
    ui::SemanticNode const* const found = node(role, label);
    REQUIRE_MESSAGE(found, label << " is not on this screen:\n" << dump());
    REQUIRE_FALSE(found->disabled);
    app_->activate(found->id);
    settle();
}

void PhoneWorld::show_on(ui::Display const& shown) {
    display = shown;
    app_->redraw();
    settle();
}

void PhoneWorld::drag(Way const& way, std::uint32_t node) {
    ui::Pointer finger{ui::Pointer::Phase::Down, 1, true, true, way.from_x, way.from_y, node, 0};
    app_->pointer(finger);
    finger.at_ms = way.ms;
    finger.x = way.to_x;
    finger.y = way.to_y;
    finger.phase = ui::Pointer::Phase::Move;
    app_->pointer(finger);
    finger.phase = ui::Pointer::Phase::Up;
    app_->activate(app_->pointer(finger));
    settle();
}

std::uint32_t PhoneWorld::field(std::string const& label) const {
    ui::SemanticNode const* found = node(ui::Role::TextField, label);
    if (!found) found = node(ui::Role::TextArea, label);
    REQUIRE_MESSAGE(found, label << " is not a field of this screen:\n" << dump());
    return found->id;
}

void PhoneWorld::type_on(std::string const& label, std::string const& text) {
    std::uint32_t const typed_in = field(label);
    app_->focused(typed_in);
    app_->dispatch(ui::TextTyped{typed_in, text}, now());
    settle();
}

void PhoneWorld::leave(std::string const& label, std::string const& text) {
    app_->dispatch(ui::TextCommitted{field(label), text}, now());
    app_->focused(0);
    settle();
}

void PhoneWorld::type(std::string const& label, std::string const& text) {
    type_on(label, text);
    leave(label, text);
}

ui::SemanticNode const* PhoneWorld::node(ui::Role role, std::string const& label) const {
    return app_->semantics().find(role, label);
}

bool PhoneWorld::shows(std::string const& text) const {
    for (ui::SemanticNode const& shown : app_->semantics().nodes)
        if (shown.label.find(text) != std::string::npos ||
            shown.value.find(text) != std::string::npos ||
            shown.description.find(text) != std::string::npos)
            return true;
    return false;
}

std::string PhoneWorld::dump() const { return ui::to_json(app_->semantics()); }

}  // namespace hub::tests
