package vektra.cli.plans;

import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.name.SpaceName;

/** Forgets a space that no app is in. */
public final class SpacesDestroy extends VektraCommand<SpaceName> implements Changing {
    private final Param<SpaceName> name = argument("SPACE", "the space", SpaceName::new);

    @Override
    public SpaceName run(Invocation with) {
        with.verbs().spaces().destroy(name.get());
        return name.get();
    }

    @Override
    public void print(SpaceName gone, Output out) {
        out.line("Destroyed the space " + gone);
    }

    @Override
    public Object json(SpaceName gone) {
        return Json.map("space", gone.value());
    }
}
