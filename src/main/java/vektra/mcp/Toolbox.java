package vektra.mcp;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools of one face, for one caller: each does what the face itself does. */
public interface Toolbox {
    /** Those that the caller may use. */
    List<Tool> tools();

    /** A tool that may be there for others only, and then refuses by itself; empty when there is none for any caller. */
    Optional<Tool> tool(String name);

    /** Asks a tool that changes nothing; who asked sees no secrets of the answer without asking for them. */
    Outcome read(Wanted wanted);

    /** What a tool that changes something would do now. */
    Planned plan(Wanted wanted);

    /**
     * Does it.
     *
     * @param confirmed what a person confirmed; null when none was asked
     */
    Outcome carryOut(Wanted wanted, @Nullable String confirmed);
}
