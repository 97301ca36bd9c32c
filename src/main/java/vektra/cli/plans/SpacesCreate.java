package vektra.cli.plans;

import vektra.addons.apps.Spaces;
import vektra.cli.command.Changing;
import vektra.cli.command.Invocation;
import vektra.cli.command.Param;
import vektra.cli.command.TagParams;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.model.name.SpaceName;
import vektra.model.name.Tag;

/** Makes a space. */
public final class SpacesCreate extends VektraCommand<Spaces.Changed> implements Changing {
    private final Param<SpaceName> name =
            argument("NEW", "the name, which is the last part of the names of its apps", SpaceName::new);
    private final Param<Tag> tags = optionalArguments("TAG", "tags, such as pci", Tag::new);

    @Override
    public Spaces.Changed run(Invocation with) {
        return with.verbs().spaces().create(name.get(), tags.all());
    }

    @Override
    public void print(Spaces.Changed result, Output out) {
        String name = result.space().name().value();
        out.line(
                result.already()
                        ? "Nothing to do: the space " + name + " already exists"
                        : "Created the space " + name + ", for apps called like note-" + name);
    }

    @Override
    public Object json(Spaces.Changed result) {
        return TagParams.json(result);
    }
}
