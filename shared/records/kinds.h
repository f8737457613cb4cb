#pragma once
// The kinds of record and the names of their fields, as they travel and are stored. Other fields
// and kinds are kept and forwarded untouched: an older phone must not lose a newer one's data.
//
//   kind        feed      fields
//   hub         network   code, name, country
//   person      network   name, role, hub
//   form        network   form_id, title, version (integer), definition (JSON, shared/content)
//   solution    network   title, summary, filieres, operations, energies (lists), body (JSON of the
//                         sheet), reviewed (bool: a trade expert has read it)
//   enterprise  hub code  name, filiere (code), place, contact
//   visit       hub code  enterprise, form, author (references), started, finished (dates),
//                         answers/<question>, removed (date: an own draft taken back; lists
//                         leave it out, its answers stay)
//   request     hub code  the same; status (text)

#include <string>
#include <string_view>

#include "shared/base/id.h"

namespace hub {

inline constexpr std::string_view kNetworkFeed = "network";

inline constexpr char kHub[] = "hub";
inline constexpr char kPerson[] = "person";
inline constexpr char kForm[] = "form";
inline constexpr char kSolution[] = "solution";
inline constexpr char kEnterprise[] = "enterprise";
inline constexpr char kVisit[] = "visit";
inline constexpr char kRequest[] = "request";

inline constexpr std::string_view kAnswerPrefix = "answers/";
inline std::string answer_path(std::string_view question) {
    return std::string(kAnswerPrefix) + std::string(question);
}

// The two starter forms.
inline constexpr std::string_view kVisitForm = "premiere-visite";
inline constexpr std::string_view kRequestForm = "demande-appui";

// Every server seeds the same content under the same ids.
inline Id form_record_id(std::string_view form, int version) {
    return id_from_name("form/" + std::string(form) + "/" + std::to_string(version));
}
inline Id solution_record_id(std::string_view solution) {
    return id_from_name("solution/" + std::string(solution));
}
inline Id hub_record_id(std::string_view code) { return id_from_name("hub/" + std::string(code)); }

}  // namespace hub
