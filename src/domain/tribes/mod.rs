//! Communities of customers: found, named, and kept the same from one scoring to the next; draws nothing.
