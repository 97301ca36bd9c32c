package vektra.http;

/** Answers the requests of one route. */
interface Handler {
    Answer answer(Call call);
}
