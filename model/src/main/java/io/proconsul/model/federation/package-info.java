/**
 * What a datacenter tells others about itself: the mesh gateways through which it is reached. Only
 * its own state is written here; those of others come with federation.
 */
@NullMarked
package io.proconsul.model.federation;

import org.jspecify.annotations.NullMarked;
