package org.cabas.service.page;

import java.util.Optional;

/** Something that a fund offers to everyone, linked from its public page: a bean of each feature that has one. */
public interface PublicLink {

    /** The link of a fund; none while it offers that to nobody. */
    Optional<Link> link(String fund);

    /** What the link says, and where it leads. */
    record Link(String label, String address) {}
}
