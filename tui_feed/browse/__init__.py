"""Parts shared by the screen and `--linear`: commands, jumps, completion, browser, clipboard."""
