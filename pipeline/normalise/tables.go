package normalise

// recoverTables finds tables.
func recoverTables(s *state) {}
