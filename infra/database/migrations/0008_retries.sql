-- What a policy went past can be tried again: it is answered then, or parked for another reason.
GRANT UPDATE, DELETE ON views.policy_parked TO limn_policy;
