package vektra.manifest.text;

/** A place in a file, lines and columns counted from 1. */
public record Position(String file, int line, int column) {
    /** As compilers write it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
