//! Clean tables to people and ties: who is who, and how strong each pair is; reads no file.
