#include "ui/announcer.h"

#include <algorithm>
#include <utility>

#include "ui/texts.h"

namespace hub::ui {

std::vector<std::string> Announcer::news(SemanticTable const& table) {
    bool const same_screen = told_revision_ == table.screen_revision;
    std::vector<std::string> news;
    if (!same_screen && told_title_ == table.title) {
        auto const asked =
            std::find_if(table.nodes.begin(), table.nodes.end(), [](SemanticNode const& node) {
                return node.role == Role::Heading && node.scrolled && node.pane == Pane::Main;
            });
        if (asked != table.nodes.end()) news.push_back(asked->label);
    }
    std::set<std::string> said;
    for (SemanticNode const& node : table.nodes) {
        if (node.role != Role::Status || node.label == std::string_view(texts::kSavedOnPhone))
            continue;
        said.insert(node.label);
        if (same_screen && told_.count(node.label) == 0) news.push_back(node.label);
    }
    told_ = std::move(said);
    told_revision_ = table.screen_revision;
    told_title_ = table.title;
    return news;
}

}  // namespace hub::ui
