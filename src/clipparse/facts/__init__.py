"""What words are, whoever asks: dates, places, agencies. Never what a line is; that, only stages say."""
