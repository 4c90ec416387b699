/* The registry: one row a component type. */
#include "models/component.h"

extern const ComponentType node_type, tube_type, rectangular_type, annular_type, cone_type, hose_type, orifice_type,
    valve_type, cv_type, kv_type, av_type, iso6358_type, conductance_type, fixed_flow_type, pump_type, source_type,
    leak_type, surface_type, seal_type, joint_type;

const ComponentType *const component_types[] = {
    &node_type,                                                                                    /* nodes */
    &tube_type,        &rectangular_type, &annular_type, &cone_type, &hose_type,    &orifice_type, /* ducts */
    &valve_type,       &cv_type,          &kv_type,      &av_type,   &iso6358_type,                /* restrictions */
    &conductance_type, &fixed_flow_type,                                                           /* given flow */
    &pump_type,        &source_type,      &leak_type,                                              /* in and out */
    &surface_type,     &seal_type,        &joint_type,   NULL,                                     /* within a node */
};
