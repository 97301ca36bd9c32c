package vektra.bench;

/** What any JVM takes. */
final class EmptyProgram {
    private EmptyProgram() {}

    public static void main(String[] argv) {}
}
