package vektra.provider.sqs.server.wire;

/** A request that is not carried out: the code that clients act on, and a sentence. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int BAD = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int BROKEN = 500;

    private final String code;
    private final String type;
    private final int status;

    private Refusal(String code, String type, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.type = type;
        this.status = status;
    }

    /** What the form protocol calls it. */
    public String code() {
        return code;
    }

    /** What the JSON protocol calls it. */
    public String type() {
        return type;
    }

    public int status() {
        return status;
    }

    /** One that both protocols call the same. */
    public static Refusal of(String code, String message) {
        return new Refusal(code, code, BAD, message);
    }

    /** One that the form protocol puts a longer name before. */
    public static Refusal queue(String type, String message) {
        return new Refusal("AWS.SimpleQueueService." + type, type, BAD, message);
    }

    public static Refusal noQueue() {
        return new Refusal(
                "AWS.SimpleQueueService.NonExistentQueue",
                "QueueDoesNotExist",
                BAD,
                "The specified queue does not exist.");
    }

    public static Refusal queueExists(String message) {
        return new Refusal("QueueAlreadyExists", "QueueNameExists", BAD, message);
    }

    public static Refusal invalid(String message) {
        return of("InvalidParameterValue", message);
    }

    /** As the service of topics calls it. */
    public static Refusal invalidParameter(String message) {
        return of("InvalidParameter", "Invalid parameter: " + message);
    }

    public static Refusal missing(String name) {
        return of("MissingParameter", "The request must contain the parameter " + name + ".");
    }

    public static Refusal notFound(String message) {
        return new Refusal("NotFound", "NotFound", NOT_FOUND, message);
    }

    public static Refusal denied(String message) {
        return new Refusal("AccessDenied", "AccessDeniedException", FORBIDDEN, message);
    }

    public static Refusal forbidden(String code, String message) {
        return new Refusal(code, code, FORBIDDEN, message);
    }

    public static Refusal unavailable(String message) {
        return new Refusal("ServiceUnavailable", "ServiceUnavailable", 503, message);
    }

    public static Refusal broken(String message) {
        return new Refusal("InternalFailure", "InternalFailure", BROKEN, message);
    }
}
