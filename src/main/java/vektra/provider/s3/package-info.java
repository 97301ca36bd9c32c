/** Buckets as add-ons: a bucket per add-on, an access key per attachment. */
@NullMarked
package vektra.provider.s3;

import org.jspecify.annotations.NullMarked;
