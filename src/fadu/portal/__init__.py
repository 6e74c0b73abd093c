"""The portal: where applicants and the public look, apply, follow and check."""
