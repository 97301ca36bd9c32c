package vektra.cli.command;

import java.util.Set;
import vektra.model.name.ServiceName;

/** A command that takes options of a service beside its own, some of which are the operator's alone. */
public interface Optioned {
    /** The names of those that were given, as they were typed. */
    Set<String> optionNames();

    /** The service that they are of. */
    ServiceName optionsOf(Invocation with);
}
