package vektra.provider.sqs.server.call;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a queue or topic, as AWS writes them; every region is the same one here. */
public record Arn(String service, String account, String name) {
    public static final String REGION = "us-east-1";

    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:([a-z]{3}):[a-z0-9-]{0,32}:([0-9]{12}):([A-Za-z0-9_.-]{1,256})");

    /** Null for anything else. */
    public static @Nullable Arn of(@Nullable String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text);
        return matcher.matches() ? new Arn(matcher.group(1), matcher.group(2), matcher.group(3)) : null;
    }

    @Override
    public String toString() {
        return "arn:aws:" + service + ":" + REGION + ":" + account + ":" + name;
    }
}
