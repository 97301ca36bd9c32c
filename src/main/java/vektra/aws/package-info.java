/** What Vektra's own servers that speak protocols of AWS have in common: access keys, signed requests, how they are run. */
@NullMarked
package vektra.aws;

import org.jspecify.annotations.NullMarked;
