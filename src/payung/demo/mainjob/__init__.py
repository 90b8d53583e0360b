"""The main job of Kota Jambi 2025, done through the same services that the screens call."""
