package vektra.cli;

import vektra.addons.Units;

/** Prints a unit with which systemd runs a managed server. */
final class AddonsUnits extends VektraCommand<Units.Unit> {
    private final Param<String> what = argument("SERVICE", "a service, or an add-on with a server of its own", t -> t);
    private final Flag system = flag("--system", "for the machine's systemd instead of your user's");

    @Override
    Units.Unit run(Invocation with) {
        return new Units(with.home()).unit(what.get(), system.isSet());
    }

    @Override
    void print(Units.Unit result, Output out) {
        String server = result.name().replaceFirst("^vektra-(.*)\\.service$", "$1");
        UnitText.print(result, "addons:stop " + server, out);
    }

    @Override
    Object json(Units.Unit result) {
        return Views.map("name", result.name(), "text", result.text());
    }
}
