package vektra.http.request;

/** Answers the requests of one route. */
public interface Handler {
    Answer answer(Call call);
}
