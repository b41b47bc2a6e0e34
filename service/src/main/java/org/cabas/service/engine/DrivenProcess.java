package org.cabas.service.engine;

import java.sql.Connection;
import java.util.List;
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;

/** A process that a feature has the engine drive, with the steps that the feature takes for it. */
public interface DrivenProcess {

    /** Its diagram. */
    Workflow workflow();

    /** A step for every type of job in the diagram, and for those of older versions that files may still go through. */
    List<Step<Connection>> steps();
}
