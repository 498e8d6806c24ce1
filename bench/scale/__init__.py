"""What a whole run costs as its documents grow in number: time, memory and size, stage by stage."""
