package vektra.mcp;

/** Who sits in front of the assistant, where its program lets us ask. */
public interface Person {
    /** None can be asked. */
    Person NONE = (danger, name) -> Answer.UNREACHABLE;

    /** How a question ended. */
    enum Answer {
        CONFIRMED,
        DECLINED,
        UNREACHABLE
    }

    /** Asks for the name, which confirms the danger. */
    Answer confirm(String danger, String name);
}
