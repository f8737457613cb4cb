#include "ui/announcer.h"

#include <utility>

#include "ui/texts.h"

namespace hub::ui {

std::vector<std::string> Announcer::news(SemanticTable const& table) {
    bool const same_screen = told_revision_ == table.screen_revision;
    std::vector<std::string> news;
    std::set<std::string> said;
    for (SemanticNode const& node : table.nodes) {
        if (node.role != Role::Status || node.label == std::string_view(texts::kSavedOnPhone))
            continue;
        said.insert(node.label);
        if (same_screen && told_.count(node.label) == 0) news.push_back(node.label);
    }
    told_ = std::move(said);
    told_revision_ = table.screen_revision;
    return news;
}

}  // namespace hub::ui
