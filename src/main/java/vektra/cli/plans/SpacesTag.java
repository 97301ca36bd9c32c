package vektra.cli.plans;

import vektra.addons.apps.Spaces;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.TagParams;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.name.SpaceName;

/** Gives a space tags and takes others away. */
public final class SpacesTag extends VektraCommand<Spaces.Changed> implements Changing {
    private final Param<SpaceName> name = argument("SPACE", "the space", SpaceName::new);
    private final TagParams tags = new TagParams(this);

    @Override
    public Spaces.Changed run(Invocation with) {
        return with.verbs().spaces().tag(name.get(), tags.more(), tags.gone());
    }

    @Override
    public void print(Spaces.Changed result, Output out) {
        out.line((result.already() ? "Nothing to do; tags" : "Tags") + " of the space "
                + result.space().name() + ": " + TagParams.words(result.space().tags()));
    }

    @Override
    public Object json(Spaces.Changed result) {
        return TagParams.json(result);
    }
}
