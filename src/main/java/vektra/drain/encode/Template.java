package vektra.drain.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.model.logs.LogLine;
import vektra.model.text.Input;
import vektra.model.text.Shown;
import vektra.model.text.Text;
import vektra.model.text.VektraException;

/** A form with placeholders; what is put in for one is never searched for another. */
public final class Template implements Form {
    private static final List<String> KNOWN = List.of("{DATE}", "{GROUP}", "{SERVICE}", "{CONTAINER}", "{MESSAGE}");
    private static final Pattern PLACE = Pattern.compile("\\{[A-Za-z]+}");
    private static final String MESSAGE = "{MESSAGE}";
    private static final int FIELD = 255;
    private static final Input FORMAT = Input.of("format");

    private final Stamp stamp = new Stamp(Stamp.Form.SECONDS);
    private final List<String> before;
    private final List<String> after;

    /** Reads it; INVALID when it knows not where the message belongs, or has an unknown placeholder. */
    public Template(String text) {
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            if (!KNOWN.contains(place.group())) {
                throw wrong(Text.of("unknown placeholder " + Shown.quoted(place.group()) + " in ", FORMAT));
            }
        }
        int message = text.indexOf(MESSAGE);
        if (message < 0 || text.indexOf(MESSAGE, message + 1) >= 0) {
            throw wrong(Text.of(FORMAT, " needs {MESSAGE} once"));
        }
        before = pieces(text.substring(0, message));
        after = pieces(text.substring(message + MESSAGE.length()));
    }

    private static VektraException wrong(Text what) {
        return VektraException.invalid(
                what,
                "known: " + String.join(" ", KNOWN) + ", as in \"<22>1 {DATE} {GROUP} {SERVICE} - - - {MESSAGE}\"");
    }

    @Override
    public void head(LogLine line, String part, Bytes head) {
        expand(before, line, head);
    }

    @Override
    public void foot(LogLine line, Bytes foot) {
        expand(after, line, foot);
    }

    /** The placeholders, and what stands between them. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int at = 0;
        while (place.find()) {
            pieces.add(text.substring(at, place.start()));
            pieces.add(place.group());
            at = place.end();
        }
        pieces.add(text.substring(at));
        return pieces;
    }

    private void expand(List<String> pieces, LogLine line, Bytes out) {
        for (String piece : pieces) {
            put(piece, line, out);
        }
    }

    private void put(String piece, LogLine line, Bytes out) {
        switch (piece) {
            case "{DATE}" -> {
                if (!stamp.put(line.micros(), out)) {
                    out.put('-');
                }
            }
            case "{GROUP}" -> out.put(Ascii.field(line.stream().app(), FIELD));
            case "{SERVICE}" -> out.put(Ascii.field(line.stream().process(), FIELD));
            case "{CONTAINER}" -> out.put(Ascii.field(line.stream().host(), FIELD));
            default -> out.put(piece);
        }
    }
}
