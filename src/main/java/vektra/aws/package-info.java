/** What Vektra's own servers that speak protocols of AWS have in common: access keys, signatures, how they are run. */
@NullMarked
package vektra.aws;

import org.jspecify.annotations.NullMarked;
