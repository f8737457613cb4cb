#pragma once
// Values in words, in the language spoken.

#include <string>

#include "shared/forms/form.h"
#include "ui/state.h"

namespace hub::ui {

std::string date_words(Date date);               // "3 mars 2026"
std::string delay_words(Date date, Date today);  // "dans 2 jours", "hier", "3 jours de retard"
std::string bytes_words(double bytes);           // "640 o", "12 Ko", "1,4 Mo"
std::string decimal_words(double number);        // "12,5"
std::string fcfa_words(std::size_t amount);      // "25 000 FCFA"
std::string decimal_for_field(double number);    // the same in digits that any keyboard has
std::string since_words(Millis then_ms, Millis now_ms);  // "il y a 5 minutes"
std::string progress_words(int done, int all);           // "18/39"
// "Lieu : Kalaban Coro"
std::string named(std::string_view name, std::string_view value);

// Why an answer is not acceptable, as a sentence; "": it is.
std::string complaint(Question const& question, Answers const& answers, Clock clock);
// An answer as a person says it: the labels of the choices.
std::string answer_words(Question const& question, Value const& value);
std::string value_words(Value const& value);  // of a field without a question
// "Koumba Fruits"; the kind of record when the enterprise is not on this phone.
std::string enterprise_name(State const& state, Record const& filled);
std::string sector_words(std::string const& filiere);  // "mangue" → "Mangue et autres fruits"
std::string energy_words(std::string const& energy);
// "2 photos à envoyer (240 Ko)"; "": none waits.
std::string waiting_photos_words(State const& state);
std::string version_words(State const& state);  // "0.1.0 · 1a2b3c"
std::string hub_words(State const& state, std::string const& code);

}  // namespace hub::ui
