package vektra.addons.verbs;

import java.util.List;
import java.util.function.Supplier;
import vektra.model.PlannedStep;

/**
 * Verbs that take their whole way, refusals included, and change nothing.
 *
 * @param plan what those that ran so far would have done, in order
 */
public record DryRun(Verbs verbs, Supplier<List<PlannedStep>> plan) {}
