// What one 18-answer visit costs going up in a batch of 100: the phone's own requests, deflated.
import { native } from './places.mjs';

export async function visitBytes() {
  const found = await native('visit_bytes');
  const bytes = (number) => `${number.toFixed(1)} B`;
  const gzip = found.gzip_json_bytes;
  const sent = found.each_answer;
  return [{
    what: '18-answer visit in a batch of 100, as the app sends it', budget: '≤ 70 B',
    measured: bytes(sent.sent_bytes), met: sent.sent_bytes <= 70,
    beside: `gzipped JSON of the same visits: ${bytes(gzip)} (plain ${bytes(found.json_bytes)})`,
    detail: [
      `each answer its own edit, Phone::request up to 64 KiB: ${sent.requests} requests, `
        + `${bytes(sent.plain_bytes)} plain, ${bytes(sent.sent_bytes)} sent, `
        + `${bytes(sent.answer_bytes)} answered`,
      `the same in one request: ${bytes(found.each_answer_one_request)}`,
      `one edit per visit, Phone::request: ${found.whole_visit.requests} requests, `
        + `${bytes(found.whole_visit.plain_bytes)} plain, ${bytes(found.whole_visit.sent_bytes)} `
        + `sent, ${bytes(found.whole_visit.answer_bytes)} answered`,
      `one edit per visit in one request: ${bytes(found.whole_visit_one_request)}`,
    ],
  }];
}
