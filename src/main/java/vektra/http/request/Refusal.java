package vektra.http.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.json.Json;
import vektra.model.text.Next;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** Why a request is not answered as it was meant, in the words of the API. Never holds a secret. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String id;
    private final @Nullable String resource;
    private final Text text;
    private final @Nullable Text hint;

    private Refusal(
            int status, String id, CharSequence message, @Nullable String resource, @Nullable CharSequence hint) {
        super(message.toString(), null, false, false);
        this.status = status;
        this.id = id;
        this.text = Text.of(message);
        this.resource = resource;
        this.hint = hint == null ? null : Text.of(hint);
    }

    public static Refusal of(VektraException e) {
        return of(e, null);
    }

    /**
     * What a verb refused.
     *
     * @param resource what the Heroku CLI calls the thing that was asked for, or null
     */
    public static Refusal of(VektraException e, @Nullable String resource) {
        return switch (e.kind()) {
            case INVALID -> new Refusal(422, "invalid_params", e.text(), resource, e.next());
            case NOT_FOUND -> new Refusal(404, "not_found", e.text(), resource, e.next());
            case CONFLICT -> new Refusal(409, "conflict", e.text(), resource, e.next());
            case UNAVAILABLE -> new Refusal(503, "unavailable", e.text(), resource, e.next());
            case PARTIAL -> new Refusal(500, "partial", e.text(), resource, e.next());
        };
    }

    public static Refusal badRequest(String message) {
        return new Refusal(400, "bad_request", message, null, null);
    }

    public static Refusal invalid(String message) {
        return new Refusal(422, "invalid_params", message, null, null);
    }

    public static Refusal unauthorized() {
        return new Refusal(
                401,
                "unauthorized",
                "Invalid credentials provided.",
                null,
                Text.of("create a token: ", Next.of("tokens:create", "NAME")));
    }

    public static Refusal forbidden(String message) {
        return new Refusal(403, "forbidden", message, null, null);
    }

    /** The Heroku CLI knows by the resource whether to look elsewhere. */
    public static Refusal notFound(String what, String resource) {
        return new Refusal(404, "not_found", "Couldn't find that " + what + ".", resource, null);
    }

    static Refusal ambiguous(List<String> names) {
        return new Refusal(
                422,
                "multiple_matches",
                "Ambiguous identifier; multiple matches found: " + String.join(", ", names) + ".",
                null,
                null);
    }

    public static Refusal noSuchPage() {
        return new Refusal(404, "not_found", "The requested API endpoint was not found.", null, "see /openapi.json");
    }

    /** What Vektra does not have; the sentence says what to do instead. */
    static Refusal instead(String sentence) {
        return new Refusal(404, "not_supported", sentence, null, null);
    }

    public static Refusal wrongMethod() {
        return new Refusal(
                405, "method_not_allowed", "This path does not support that method.", null, "see /openapi.json");
    }

    static Refusal tooLarge(int most) {
        return new Refusal(413, "payload_too_large", "The body is larger than " + most + " bytes.", null, null);
    }

    static Refusal notJson() {
        return new Refusal(
                415, "unsupported_media_type", "A body must be JSON, with Content-Type: application/json.", null, null);
    }

    public static Refusal tooMany() {
        return new Refusal(429, "rate_limit", "Too many requests with an unknown token.", null, null);
    }

    public static Refusal exhausted(Caller caller) {
        return new Refusal(
                429,
                "rate_limit",
                "The token " + caller.name() + " has sent too many requests; wait a few minutes.",
                null,
                null);
    }

    public static Refusal stopping() {
        return new Refusal(503, "unavailable", "The server is about to stop.", null, null);
    }

    /** Heroku's CLI asks the user for the app's name and sends the request again with that in {@code confirm}. */
    public static Refusal unconfirmed(String danger, String name) {
        return new Refusal(
                423, "confirmation_required", danger, null, "send it again with \"confirm\": \"" + name + "\"");
    }

    public static Refusal bug() {
        return new Refusal(500, "bug", "Vektra has a bug; the server's stderr has details.", null, null);
    }

    /** The answer to who called a route. */
    public Answer answer(Wording wording) {
        Map<String, @Nullable Object> body = Json.map("id", id, "message", wording.say(text));
        if (resource != null) {
            body.put("resource", resource);
        }
        if (hint != null) {
            body.put("hint", wording.say(hint));
            List<Object> next = wording.next(hint);
            if (!next.isEmpty()) {
                body.put("next", next);
            }
        }
        Answer answer = Answer.json(status, body);
        if (status == 401) {
            return answer.with("WWW-Authenticate", "Bearer realm=\"vektra\"");
        }
        return status == 429 ? answer.with("Retry-After", String.valueOf(FailedTokens.WINDOW_SECONDS)) : answer;
    }
}
