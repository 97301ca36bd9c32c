package vektra.cli.terminal;

import java.util.List;

/** Writes the text of a man page, in the macros that groff and mandoc both know. */
public final class Roff {
    private static final int WIDTH = 80;

    private final StringBuilder text = new StringBuilder();

    public Roff(String title, String date, String version) {
        line(".TH \"" + title + "\" 1 \"" + date + "\" \"Vektra " + version + "\" \"Vektra\"");
        // names of commands are not to be hyphenated
        line(".nh");
    }

    public void section(String heading) {
        line(".SH \"" + escaped(heading) + "\"");
    }

    public void paragraph(String words) {
        line(".PP");
        words(words);
    }

    /** Running text, in lines that a person can read in the file too. */
    public void words(String words) {
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + escaped(word).length() > WIDTH) {
                line(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(escaped(word));
        }
        line(line.toString());
    }

    /** A term with its meaning below it; the term is marked up already. */
    public void term(String term, String meaning) {
        line(".TP");
        line(term);
        words(meaning);
    }

    /** Lines that stay as they are. */
    public void example(List<String> lines) {
        line(".EX");
        lines.forEach(example -> line(escaped(example)));
        line(".EE");
    }

    /** Names of other pages. */
    public void pages(List<String> titles) {
        // a name that is divided at the end of a line cannot be copied
        line(".nh");
        for (int i = 0; i < titles.size(); i++) {
            line(".BR " + escaped(titles.get(i)) + " (1)" + (i < titles.size() - 1 ? "," : ""));
        }
    }

    public void line(String line) {
        text.append(line).append('\n');
    }

    public static String bold(String words) {
        return "\\fB" + escaped(words) + "\\fR";
    }

    public static String italic(String words) {
        return "\\fI" + escaped(words) + "\\fR";
    }

    /** Text as it is meant: roff takes some characters for others, and lines that begin with a dot for commands. */
    static String escaped(String words) {
        String safe = words.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha")
                .replace("`", "\\(ga")
                .replace("…", "...");
        return safe.startsWith(".") ? "\\&" + safe : safe;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
