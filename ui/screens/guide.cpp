#include "ui/icon_codes.h"
#include "ui/screens/screens.h"
#include "ui/texts.h"

namespace hub::ui {

namespace {

struct Chapter {
    Text title;
    std::initializer_list<Text> sentences;
};

}  // namespace

void draw_guide(Page& page) {
    Chapter const chapters[] = {
        {texts::kGuideVisit, {texts::kGuideVisit1, texts::kGuideVisit2}},
        {texts::kGuideNetwork, {texts::kGuideNetwork1, texts::kGuideNetwork2}},
        {texts::kGuideRequest, {texts::kGuideRequest1}},
        {texts::kGuideConflict, {texts::kGuideConflict1}},
        {texts::kGuideTrouble,
         {texts::kGuideTrouble1, texts::kGuideTrouble2, texts::kGuideTrouble3}},
        {texts::kGuideReading, {texts::kGuideReading1}},
    };
    top(page, texts::kGuide, true);
    page.begin_scroll(false);
    for (Chapter const& chapter : chapters) {
        if (!foldable(page, chapter.title)) continue;
        for (Text const sentence : chapter.sentences) paragraph(page, sentence);
        page.skip(space::k8);
    }
    page.end_scroll();
}

}  // namespace hub::ui
